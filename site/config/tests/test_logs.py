"""No log line holds the secret of a link that was given to one reader."""

import logging

import pytest

from config.logs import WithoutSecrets


@pytest.mark.parametrize("way", ["reply", "follow/confirm", "follow/stop", "follow/manage"])
def test_the_secret_of_a_link_is_cut_out(way):
    record = logging.LogRecord("x", logging.INFO, "", 0, '"GET /ru/%s/IjM4:1xV-J_Q:SanZ/?saved=1" 404', (way,), None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == f'"GET /ru/{way}/…/?saved=1" 404'
