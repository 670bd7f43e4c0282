#!/usr/bin/env python3
"""Bring resources/translations up to date: what the code says into the .ts files, what they say into the catalogues."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from softphone_setup.texts import LANGUAGES, TextError, catalogue, read_ts, texts_of, update_ts

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"


def main() -> int:
    """0 when every text is translated into every language."""
    try:
        texts = texts_of(ROOT)
    except TextError as error:
        sys.exit(str(error))
    missing = 0
    for language in LANGUAGES:
        ts = FOLDER / f"softphone_{language}.ts"
        update_ts(texts, ts, ROOT / ".venv" / "bin" / "pyside6-lupdate")
        translated = read_ts(ts)
        ts.with_suffix(".json").write_text(catalogue(translated), encoding="utf-8")
        open_texts = [one.text for one in translated if not one.is_finished]
        missing += len(open_texts)
        print(f"{ts.relative_to(ROOT)}: {len(translated)} texts, {len(open_texts)} to be translated")
    if missing:
        print("Translate them by `.venv/bin/pyside6-linguist resources/translations/*.ts`, then run this again.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
