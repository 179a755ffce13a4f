"""What no log line may hold: the secrets that stand in the addresses of links given to one reader."""

import logging
import re

SECRET = re.compile(r"(/(?:reply|follow/(?:confirm|stop|manage))/)[^/\s\"']+")


class WithoutSecrets(logging.Filter):
    """Writes `/ru/reply/…/` for the address of a reply form."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = SECRET.sub(r"\1…", message), ()
        return True
