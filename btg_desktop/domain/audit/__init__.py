"""What must hold in the books, subject by subject; each says what does not, and goes on."""

from btg_desktop.domain.audit.movements import Entry, audit_client, move
from btg_desktop.domain.audit.violations import Broken, Figures, Flaw, Violation

__all__ = ["Broken", "Entry", "Figures", "Flaw", "Violation", "audit_client", "move"]
