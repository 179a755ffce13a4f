from home.models.centres import CentreIndexPage, CentrePage
from home.models.home_page import HomePage
from home.models.images import Rendition, SiteImage
from home.models.news import NewsIndexPage, NewsPage
from home.models.plain import PlainPage

__all__ = [
    "CentreIndexPage",
    "CentrePage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PlainPage",
    "Rendition",
    "SiteImage",
]
