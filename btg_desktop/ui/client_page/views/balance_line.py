"""The line of the available balance, painted in the theme's colours."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from btg_desktop.domain.days import BOGOTA
from btg_desktop.ui.look.discreet import amount_text
from btg_desktop.ui.look.theme import colour, current_tokens, px
from btg_desktop.ui.widgets.drawing import Drawing
from btg_desktop.ui.widgets.painted_text import sized


class BalanceLine(Drawing):
    """The available balance over time: a step at each movement, up to now."""

    def __init__(self) -> None:
        super().__init__("balanceLine")
        self._points: Sequence[tuple[datetime, Decimal]] = ()
        self._now = datetime.now(UTC)
        self._title = self._today = self._none = ""
        self.setMinimumHeight(px(64))
        self.setMaximumHeight(px(110))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: Sequence[tuple[datetime, Decimal]]) -> None:
        self._points = points
        self._now = datetime.now(UTC)
        self._say_points()
        self.update()

    def show_words(self, title: str, today: str, none: str) -> None:
        """Its name, the word below the right end, and what stands here while there is nothing to draw."""
        self._title, self._today, self._none = title, today, none
        self._say_points()
        self.update()

    def _say_points(self) -> None:
        if not self._points:
            self.say(self._title, self._none)
            return
        balances = [balance for _, balance in self._points]
        told = self.tr("Desde {since}: {first}. Hoy: {last}. Entre {least} y {most}").format(
            since=self._since(),
            first=amount_text(balances[0]),
            last=amount_text(balances[-1]),
            least=amount_text(min(balances)),
            most=amount_text(max(balances)),
        )
        self.say(self._title, told)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 11))
        painter.setPen(colour("muted"))
        if not self._points:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._none)
            return
        words = self.rect().adjusted(0, self.height() - px(16), 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._since())
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._today)
        area = QRectF(self.rect()).adjusted(1, 3, -1, -px(18))
        steps = self._steps(area)
        painter.setPen(Qt.PenStyle.NoPen)
        soft = QColor(current_tokens().primary_soft)
        painter.setBrush(soft)
        painter.drawPolygon(QPolygonF([area.bottomLeft(), *steps, area.bottomRight()]))
        painter.setPen(QPen(colour("primary"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawPolyline(QPolygonF(steps))

    def _since(self) -> str:
        first = self._points[0][0].astimezone(BOGOTA)
        same_day = first.date() == self._now.astimezone(BOGOTA).date()
        return (
            f"{first:%H:%M}"
            if same_day
            else QLocale().toString(QDate(first.year, first.month, first.day), "d MMM yyyy")
        )

    def _steps(self, area: QRectF) -> list[QPointF]:
        first = self._points[0][0]
        span = max((self._now - first).total_seconds(), 1.0)
        top = float(max(balance for _, balance in self._points)) or 1.0
        steps: list[QPointF] = []
        for at, balance in self._points:
            x = area.left() + area.width() * min(max((at - first).total_seconds() / span, 0.0), 1.0)
            y = area.bottom() - area.height() * float(balance) / top
            if steps:
                steps.append(QPointF(x, steps[-1].y()))
            steps.append(QPointF(x, y))
        steps.append(QPointF(area.right(), steps[-1].y()))
        return steps
