"""What the window says to the clerk: the banner stays until it is dismissed or solved, the toast fades."""

from dataclasses import dataclass

from btg_desktop.ui.widgets.banner import ABOUT_PAGE, Banner
from btg_desktop.ui.widgets.toast import Toast


@dataclass(frozen=True)
class Notices:
    """The banner and the toast of one window."""

    banner: Banner
    toast: Toast

    def forget_page(self) -> None:
        """Another client, or another page, comes to the front: hide what was said of the one before."""
        self.toast.clear(ABOUT_PAGE)
        self.banner.clear(ABOUT_PAGE)
