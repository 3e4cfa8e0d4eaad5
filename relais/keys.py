"""The keys that seal what is confided, as the settings give them."""

from __future__ import annotations

from relais.settings import SettingFault, Settings, SettingsError
from storage.sealing import BadKeys, Keys, read_keys

_FILE = "RELAIS_WORDS_KEYS_FILE"


def keys_in(settings: Settings) -> Keys:
    """The desk's keys, its file of them read anew; none where nothing is set.

    Raises:
        SettingsError: the file cannot be read, or holds no keys.
    """
    if settings.words_keys is not None:
        return read_keys(settings.words_keys.get_secret_value())
    if settings.words_keys_file is None:
        return Keys()
    try:
        keys = read_keys(settings.words_keys_file.read_text(encoding="utf-8"))
    except OSError:
        raise SettingsError([SettingFault(_FILE, "no_keys_file")]) from None
    except (BadKeys, UnicodeDecodeError):
        raise SettingsError([SettingFault(_FILE, "not_keys")]) from None
    if keys.first is None:
        # An empty file is a mistake, not a wish that what is confided be plain.
        raise SettingsError([SettingFault(_FILE, "not_keys")])
    return keys
