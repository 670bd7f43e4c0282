"""From the C++ types SWIG names in its annotations to the types Python sees."""

from __future__ import annotations

import re

NUMBERS = {"float", "double"}
TEXTS = {"string", "std::string", "char const *", "char *", "char"}
# Methods whose annotation says too little: SWIG hands these through as bare PyObject or bytes.
RETURNS = {
    "asdict": "dict[str, float]",
    "drain": "list[tuple[float, bool, str, str, str, bytes]]",
}


class TypeMap:
    """Knows the module's classes; turns a C++ type into an annotation."""

    def __init__(self, class_names: set[str], vectors: dict[str, str]) -> None:
        self._classes = class_names
        self._vectors = vectors  # proxy class -> element annotation

    def _bare(self, cpp: str) -> str:
        text = re.sub(r"\b(const|enum|struct)\b|[&*]", " ", cpp)
        return re.sub(r"\s+", " ", text).replace("pj::", "").strip()

    def scalar(self, cpp: str) -> str:
        """Annotation of a plain value, a class, or Any for what Python cannot look into."""
        bare = self._bare(cpp)
        if bare in ("", "void"):
            return "Any" if "*" in cpp else "None"
        if bare == "bool":
            return "bool"
        if bare in TEXTS:
            return "str"
        if bare in NUMBERS:
            return "float"
        if bare == "Octets":
            return "bytes"
        if bare in self._classes:
            return bare
        if bare.startswith(("std::map", "StringToStringMap")):
            return "StringToDoubleMap" if "double" in bare else "StringToStringMap"
        if bare == "Token" or "PyObject" in bare:
            return "Any"
        opaque = bare[0].isupper() or "::" in bare or "[" in bare or bare.startswith("p.")
        return "Any" if opaque else "int"

    def argument(self, cpp: str, *, is_callback: bool) -> str:
        """What a caller may give; a callback gets exactly what SWIG makes."""
        plain = self.scalar(cpp)
        if is_callback:
            return plain
        if plain == "bytes":
            return "bytes | str"
        if plain in self._vectors:
            return f"{plain} | Sequence[{self._vectors[plain]}]"
        return plain

    def result(self, cpp: str, method: str) -> str:
        """A vector returned by value arrives as a tuple, a pointer may be null."""
        if method in RETURNS:
            return RETURNS[method]
        plain = self.scalar(cpp)
        if plain in self._vectors:
            return f"tuple[{self._vectors[plain]}, ...]"
        if "*" in cpp and plain in self._classes:
            return f"{plain} | None"
        return plain
