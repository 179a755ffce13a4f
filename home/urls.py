from django.urls import path

from home.feeds import NewsFeed
from home.views import search

app_name = "home"
urlpatterns = [
    path("search/", search, name="search"),
    path("news.atom", NewsFeed(), name="news_feed"),
]
