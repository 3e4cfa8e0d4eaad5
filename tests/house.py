"""A rule of the house that import-linter does not know by itself."""

from typing import Any

from grimp import ImportGraph
from importlinter.contracts.independence import IndependenceContract
from importlinter.domain.contract import ContractCheck
from importlinter.domain.helpers import module_expressions_to_modules
from importlinter.domain.imports import ModuleExpression


class FoldersContract(IndependenceContract):
    """Independence of those of the given modules that are folders: a new folder is held to it without being listed."""

    type_name = "independent_folders"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Check the folders found in the graph.

        Raises:
            ValueError: when there is none, since a rule about nothing holds always.
        """
        given: Any = self.modules  # the library declares a field here and keeps the field's value
        found = sorted(module.name for module in module_expressions_to_modules(graph, given))
        folders: Any = {ModuleExpression(name) for name in found if graph.find_children(name)}
        if not folders:
            raise ValueError(f"no folder among {found}")
        self.modules = folders
        return super().check(graph, verbose)
