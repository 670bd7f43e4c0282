"""The voicemail page: messages, player, and what is said when the mailbox is not there."""
