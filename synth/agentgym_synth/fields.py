"""How columns look in results and arguments."""

from __future__ import annotations

from agentgym_synth.keys import KeyForm
from agentgym_synth.model import Column, Json, Param, Thing
from agentgym_synth.style import Style


def field_name(column: Column, style: Style) -> str:
    """The field of a column."""
    money = column.attribute is not None and column.attribute.kind == "money"
    return style.word(f"{column.name}_cents" if money and style.money == "cents" else column.name)


def shown(column: Column, table: str, style: Style) -> str:
    """The SQL that shows a column, under its field's name."""
    sql = f"{table}.{column.name}"
    kind = column.attribute.kind if column.attribute is not None else "ref"
    if kind == "money" and style.money == "units":
        sql = f"{sql} / 100.0"
    elif kind == "flag":
        sql = f"CASE {sql} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END"
    return f'{sql} AS "{field_name(column, style)}"'


def key_schema(thing: Thing, form: KeyForm, about: str = "") -> Json:
    """The schema of an argument that takes a key."""
    kind = "string" if form.digits else "integer"
    return {"type": kind, "description": about or f"The id of the {thing.one}."}


def value_schema(param: Param, style: Style) -> Json:
    """The schema of an argument that takes a value."""
    about = {"description": param.about[:1].upper() + param.about[1:] + "."} if param.about else {}
    match param.kind:
        case "choice":
            kind = "integer" if all(isinstance(v, int) for v in param.of) else "string"
            return {"type": kind, "enum": list(param.of), **about}
        case "int":
            return {"type": "integer", **about}
        case "money" if style.money == "cents":
            return {"type": "integer", **(about or {"description": "In cents."})}
        case "money" | "real":
            return {"type": "number", **about}
        case "date":
            given = about.get("description", "A date.")
            return {"type": "string", "description": f"{given} As YYYY-MM-DD."}
    given = about.get("description", "A time of day.")
    return {"type": "string", "description": f"{given} As HH:MM."}
