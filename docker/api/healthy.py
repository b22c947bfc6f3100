"""The health check of the API's container: succeeds when it says that it can serve, its database included."""

import sys
import urllib.error
import urllib.request

URL = "http://127.0.0.1:8000/salud"

try:
    with urllib.request.urlopen(URL, timeout=6):
        pass
except (urllib.error.URLError, OSError) as error:
    sys.exit(f"{URL}: {error}")
