"""The desk of referrals: the list of chains, and a page for each with its letters and what can be done with them."""

from monitoring.admin.referrals.viewset import ReferralViewSet

__all__ = ["ReferralViewSet"]
