"""Sums of money as people say them: « 1 200 € », "€1,200"."""

from __future__ import annotations

from decimal import Decimal

_WHOLE = {"fr": "#,##0\N{NO-BREAK SPACE}¤", "en": "¤#,##0"}
_CENTS = {"fr": "#,##0.00\N{NO-BREAK SPACE}¤", "en": "¤#,##0.00"}


def say_money(value: str, currency: str, language: str) -> str:
    """A decimal number of a currency (ISO 4217), with its cents where there are some."""
    from babel.numbers import format_currency

    number = Decimal(value)
    pattern = (_WHOLE if number == number.to_integral_value() else _CENTS)[language]
    return str(format_currency(number, currency, pattern, locale=language, currency_digits=False))
