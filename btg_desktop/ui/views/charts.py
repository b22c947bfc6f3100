"""The two small charts of the portfolio, and the legend, painted in the theme's colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from btg_desktop.domain.days import BOGOTA
from btg_desktop.ui.discreet import amount_text
from btg_desktop.ui.theme import colour, current_tokens, px

AVAILABLE: Final = -1
"""The series of what is not invested."""

_SERIES: Final = (("primary", 1.0), ("good", 0.85), ("warn", 0.8), ("primary", 0.55), ("good", 0.45))


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of the whole: its name, its amount (COP) and which series colour it has."""

    name: str
    amount: Decimal
    series: int


def series_colour(series: int) -> QColor:
    """The colour of a series, mixed from the theme's tokens."""
    if series == AVAILABLE:
        return colour("track")
    tone, share = _SERIES[series % len(_SERIES)]
    ink, ground = colour(tone), colour("surface")
    return QColor.fromRgbF(
        ink.redF() * share + ground.redF() * (1 - share),
        ink.greenF() * share + ground.greenF() * (1 - share),
        ink.blueF() * share + ground.blueF() * (1 - share),
    )


class _Drawing(QLabel):
    """Paints itself, and is called a drawing: Qt takes a label for one once it holds a picture."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)

    def say(self, name: str, figures: str) -> None:
        """What a screen reader calls it, and what it shows, in words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(figures)


class Donut(_Drawing):
    """A ring of slices with a figure in the middle."""

    def __init__(self) -> None:
        super().__init__("portfolioDonut")
        self._slices: Sequence[Slice] = ()
        self._figure = ""
        self._caption = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_slices(self, slices: Sequence[Slice]) -> None:
        self._slices = slices
        self.update()

    def show_figure(self, figure: str, caption: str) -> None:
        self._figure, self._caption = figure, caption
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(118), px(118))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = px(17)
        ring = QRectF(self.rect()).adjusted(width / 2 + 1, width / 2 + 1, -width / 2 - 1, -width / 2 - 1)
        total = sum((each.amount for each in self._slices), Decimal(0))
        self._arc(painter, ring, width, 0.0, 1.0, colour("track"))
        start = 0.0
        for each in self._slices:
            share = float(each.amount / total) if total else 0.0
            if each.series != AVAILABLE:
                self._arc(painter, ring, width, start, share, series_colour(each.series))
                self._gap(painter, ring, width, start + share)
            start += share
        self._paint_figure(painter)

    def _arc(
        self, painter: QPainter, ring: QRectF, width: int, start: float, share: float, ink: QColor
    ) -> None:
        painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        # from the top, clockwise, in sixteenths of a degree
        painter.drawArc(ring, round((90 - start * 360) * 16), -round(share * 360 * 16))

    def _gap(self, painter: QPainter, ring: QRectF, width: int, at: float) -> None:
        if 0.0 < at < 1.0:
            self._arc(painter, ring, width + 2, at - 0.002, 0.004, colour("surface"))

    def _paint_figure(self, painter: QPainter) -> None:
        centre = self.rect().center().y()
        painter.setPen(colour("text"))
        painter.setFont(_font(self.font(), 18, QFont.Weight.Bold))
        painter.drawText(
            QRect(0, centre - px(20), self.width(), px(24)), Qt.AlignmentFlag.AlignCenter, self._figure
        )
        painter.setPen(colour("muted"))
        inside = self.width() - px(44)
        painter.setFont(_fitted(_font(self.font(), 11, QFont.Weight.Normal), self._caption, inside))
        painter.drawText(
            QRect(0, centre + px(3), self.width(), px(16)), Qt.AlignmentFlag.AlignCenter, self._caption
        )


class Legend(QLabel):
    """What each colour is: the name, and the amount below it."""

    LINE: Final = 34

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("portfolioLegend")
        self._slices: Sequence[Slice] = ()

    def show_slices(self, slices: Sequence[Slice]) -> None:
        self._slices = slices
        self.setAccessibleName(", ".join(f"{each.name} {amount_text(each.amount)}" for each in slices))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(px(116), px(self.LINE) * len(self._slices))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, half, swatch = px(self.LINE), px(self.LINE) // 2, px(10)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for place, each in enumerate(self._slices):
            top = place * line
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(series_colour(each.series))
            painter.drawRoundedRect(QRectF(0, top + (half - swatch) / 2 + 1, swatch, swatch), 2, 2)
            painter.setPen(colour("muted"))
            painter.setFont(_font(self.font(), 11, QFont.Weight.Normal))
            room = QRect(swatch + px(6), top, self.width() - swatch - px(6), half)
            name = painter.fontMetrics().elidedText(each.name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, left, name)
            painter.setPen(colour("text"))
            amount = amount_text(each.amount)
            painter.setFont(_fitted(_font(self.font(), 12, QFont.Weight.DemiBold), amount, self.width()))
            painter.drawText(QRect(0, top + half - 1, self.width(), half), left, amount)


class BalanceLine(_Drawing):
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
        painter.setFont(_font(self.font(), 11, QFont.Weight.Normal))
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


def _fitted(font: QFont, text: str, width: int) -> QFont:
    """Make `text` smaller until it fits: a figure is never cut."""
    wanted = QFontMetrics(font).horizontalAdvance(text)
    if wanted > width:
        font.setPixelSize(max(font.pixelSize() * width // wanted, 1))
    return font


def _font(font: QFont, size: float, weight: QFont.Weight) -> QFont:
    made = QFont(font)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    return made
