"""Reports over all clients, each answered by one aggregation."""

from typing import Final

from pymongo.database import Database

from btg_desktop.adapters.mongo.branches import OFFERED
from btg_desktop.adapters.mongo.connection import Document, explained
from btg_desktop.domain.branches import VisitReportLine

REPORT_SECONDS: Final = 30.0
"""100,000 clients fit in; a window that closes meanwhile waits no longer than this."""

_WHERE_OFFERED: Final[list[Document]] = [
    {
        "$lookup": {
            "from": "sucursales",
            "let": {"fondo": "$_id"},
            "pipeline": [
                OFFERED,
                {
                    "$match": {
                        "$expr": {
                            "$or": [{"$eq": ["$ofrece", []]}, {"$in": ["$$fondo", "$ofrece._id.fondo"]}]
                        }
                    }
                },
                {"$project": {"_id": 1}},
            ],
            "as": "sucursales",
        }
    },
    {"$match": {"sucursales": {"$ne": []}}},
    {"$project": {"nombre": 1, "sucursales": "$sucursales._id"}},
]
"""Over `fondos`: each fund that is offered somewhere, with the branches that offer it."""


class MongoVisitReader:
    def __init__(self, database: Database[Document]) -> None:
        self._clients = database["usuarios"]

    def clients_by_visits(self, *, only_visited: bool) -> tuple[VisitReportLine, ...]:
        with explained(REPORT_SECONDS):
            found = self._clients.aggregate(_pipeline(only_visited=only_visited), allowDiskUse=True)
            return tuple(
                VisitReportLine(
                    document["_id"], document["nombre"], document["documento"], tuple(document["fondos"])
                )
                for document in found
            )


def _pipeline(*, only_visited: bool) -> list[Document]:
    """Whoever visits no branch is in neither report."""
    visits = {
        "from": "visitan",
        "localField": "_id",
        "foreignField": "usuario",
        "pipeline": [{"$group": {"_id": "$sucursal"}}],
        "as": "visitas",
    }
    held = {"$in": [{"$toString": "$$oferta._id"}, "$inscritos.k"]}
    visited = {"$size": {"$setIntersection": ["$visitas._id", "$$oferta.sucursales"]}}
    enough = {"$eq": [visited, {"$size": "$$oferta.sucursales"}]} if only_visited else {"$gt": [visited, 0]}
    offers = {"input": "$ofertas", "as": "oferta", "cond": {"$and": [held, enough]}}
    return [
        {"$match": {"saldo_fondos": {"$ne": {}}}},
        {"$project": {"nombre": 1, "documento": 1, "inscritos": {"$objectToArray": "$saldo_fondos"}}},
        {"$lookup": visits},
        {"$match": {"visitas": {"$ne": []}}},
        # It depends on no client, so the server works it out once.
        {"$lookup": {"from": "fondos", "pipeline": _WHERE_OFFERED, "as": "ofertas"}},
        {"$project": {"nombre": 1, "documento": 1, "ofertas": {"$filter": offers}}},
        {"$match": {"ofertas": {"$ne": []}}},
        {"$project": {"nombre": 1, "documento": 1, "fondos": "$ofertas.nombre"}},
        {"$sort": {"nombre": 1, "_id": 1}},
    ]
