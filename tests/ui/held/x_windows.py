"""What stands on an X server, as another program sees it."""

import ctypes
from collections.abc import Iterator
from ctypes.util import find_library

_Windows = ctypes.POINTER(ctypes.c_ulong)
_ERROR_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


@_ERROR_HANDLER
def _window_is_gone(_display: int, _error: int) -> int:
    return 0


class XWindows:
    """The titles of the windows of a display."""

    def __init__(self, name: str) -> None:
        self._x11 = ctypes.CDLL(find_library("X11") or "libX11.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x11.XQueryTree.argtypes = [
            ctypes.c_void_p, ctypes.c_ulong, _Windows, _Windows, ctypes.POINTER(_Windows),
            ctypes.POINTER(ctypes.c_uint),
        ]  # fmt: skip
        self._x11.XFetchName.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(ctypes.c_char_p)]
        self._x11.XSetErrorHandler(_window_is_gone)
        self._display = self._x11.XOpenDisplay(name.encode())
        assert self._display, "no display"

    def titles(self) -> list[str]:
        return [title for window in self._windows() if (title := self._title(window))]

    def _windows(self) -> Iterator[int]:
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = _Windows()
        top = self._x11.XDefaultRootWindow(self._display)
        references = (ctypes.byref(each) for each in (root, parent, children, count))
        if self._x11.XQueryTree(self._display, top, *references):
            yield from (children[place] for place in range(count.value))

    def _title(self, window: int) -> str:
        title = ctypes.c_char_p()
        self._x11.XFetchName(self._display, window, ctypes.byref(title))
        return (title.value or b"").decode("utf-8", "replace")
