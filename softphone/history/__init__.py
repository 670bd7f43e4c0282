"""The call history: one record per call, written as the call goes on; search, notes and export."""
