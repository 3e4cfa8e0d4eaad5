"""Slack's limits as data. Sizes are in UTF-16 units (`markup.size`): the strictest way in which they may be counted."""

from __future__ import annotations

from typing import Final

# Platform facts 1.5: docs.slack.dev "chat.postMessage" and "Block Kit", node-slack-sdk's types, python-slack-sdk.
TEXT: Final = 4_000
"""What a message's `text` should keep to; Slack cuts it at 40,000."""
MESSAGE_BLOCKS: Final = 50
SECTION: Final = 3_000
FIELDS: Final = 10
FIELD: Final = 2_000
HEADER: Final = 150
CONTEXT: Final = 3_000
"""One text of a context block: the limit of any text object (docs.slack.dev "Text object")."""
ACTIONS: Final = 25
BUTTON: Final = 75
BUTTON_VALUE: Final = 2_000
ACTION_ID: Final = 255
BLOCK_ID: Final = 255
LABEL: Final = 2_000
HINT: Final = 2_000
PLACEHOLDER: Final = 150
INPUT: Final = 3_000
OPTIONS: Final = 100
OPTION: Final = 75
OPTION_VALUE: Final = 75
"""75 in node-slack-sdk's types, 150 in python-slack-sdk: the smaller one holds in both."""
OPTION_GROUPS: Final = 100
OPTION_GROUP: Final = 75
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30

# Platform facts 1.4: docs.slack.dev "Modals", python-slack-sdk.
VIEW_BLOCKS: Final = 100
VIEW_TITLE: Final = 24
VIEW_BUTTON: Final = 24
PRIVATE_METADATA: Final = 3_000
CALLBACK_ID: Final = 255
EXTERNAL_ID: Final = 255

# Undocumented: chat.postMessage answers msg_blocks_too_long near 13,200 characters of blocks in all, of which Slack's
# own people say "12,000 text characters with a buffer for block containers" (slackapi/bolt-js issues 2509 and 2867).
BLOCKS_SIZE: Final = 11_000
BLOCK_FRAME: Final = 96
"""What a block counts for besides the texts that it shows: the JSON of an empty section."""
QUOTE: Final = 8_000
"""One quotation, so that what stands around it fits as well."""
