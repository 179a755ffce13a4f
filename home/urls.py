from django.urls import path

from home.feeds import NewsFeed

app_name = "home"
urlpatterns = [
    path("news.atom", NewsFeed(), name="news_feed"),
]
