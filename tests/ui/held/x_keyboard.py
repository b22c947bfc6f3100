"""A keyboard and a mouse on an X server, which takes their presses for real and repeats held keys."""

import ctypes
from ctypes.util import find_library
from typing import Final

RETURN: Final = 0xFF0D
ESCAPE: Final = 0xFF1B
ALT: Final = 0xFFE9
CONTROL: Final = 0xFFE3
_CLICK_MS: Final = 60


class XKeyboard:
    """A second connection to the display of that name, or to DISPLAY's; the keys are X's keysyms."""

    def __init__(self, name: str = "") -> None:
        self._x11 = ctypes.CDLL(find_library("X11") or "libX11.so.6")
        self._xtest = ctypes.CDLL(find_library("Xtst") or "libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x11.XFlush.argtypes = [ctypes.c_void_p]
        self._xtest.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong,
        ]  # fmt: skip
        self._xtest.XTestFakeMotionEvent.argtypes = [
            ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_ulong,
        ]  # fmt: skip
        self._xtest.XTestFakeButtonEvent.argtypes = self._xtest.XTestFakeKeyEvent.argtypes
        self._display = self._x11.XOpenDisplay(name.encode() if name else None)
        assert self._display, "no display"

    def press(self, keysym: int) -> None:
        self._send(keysym, down=True)

    def release(self, keysym: int) -> None:
        self._send(keysym, down=False)

    def tap(self, keysym: int) -> None:
        self.press(keysym)
        self.release(keysym)

    def chord(self, held: int, keysym: int) -> None:
        self.press(held)
        self.tap(keysym)
        self.release(held)

    def double_click(self, x: int, y: int) -> None:
        """Two clicks of the left button there, as quick as a nervous finger."""
        self._xtest.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        for down in (1, 0, 1, 0):
            self._xtest.XTestFakeButtonEvent(self._display, 1, down, _CLICK_MS)
        self._x11.XFlush(self._display)

    def _send(self, keysym: int, *, down: bool) -> None:
        code = self._x11.XKeysymToKeycode(self._display, keysym) & 0xFF
        self._xtest.XTestFakeKeyEvent(self._display, code, int(down), 0)
        self._x11.XFlush(self._display)
