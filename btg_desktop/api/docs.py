"""`/docs`: the documentation to read and to try, with scripts of our own: branches have no internet.

Its addresses are relative, since a proxy in front may speak TLS where this server does not.
"""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Response
from fastapi.openapi.docs import get_swagger_ui_html

_PACKAGE: Final = "fastapi_swagger.resources"
_FILES: Final = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon-32x32.png": "image/png",
}


def docs_routes(title: str) -> APIRouter:
    """The page, and the files that it loads."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/docs")
    def page() -> Response:
        return get_swagger_ui_html(
            openapi_url="openapi.json",
            title=title,
            swagger_js_url="docs/swagger-ui-bundle.js",
            swagger_css_url="docs/swagger-ui.css",
            swagger_favicon_url="docs/favicon-32x32.png",
        )

    for name, media_type in _FILES.items():
        routes.get(f"/docs/{name}")(_sender(name, media_type))
    return routes


def _sender(name: str, media_type: str) -> Callable[[], Response]:
    def send() -> Response:
        return Response(files(_PACKAGE).joinpath(name).read_bytes(), media_type=media_type)

    return send
