"""Lines that known systems print around a text, as they read when the markup is gone."""

from __future__ import annotations

import re

#: Lines inside an article that lead away from it.
ASIDE = re.compile(
    r"^(?:related (?:article|story|stories|news|posts?)|read (?:also|more|next)|see also|also read|more on this|"
    r"link|embed|watch|listen|video|gallery|photos?|advertisement|реклама|читайте также|по теме|ссылка|"
    r"อ่านเพิ่มเติม|ဆက်စပ်သတင်း|相关阅读|延伸阅读)"
    r"\s*(?:[:：].*)?$",
    re.IGNORECASE,
)
#: What names the article's own address; the address follows on the line or on the next.
ORIGINAL_URL = re.compile(r"^original\s+url\s*:\s*(?P<url>https?://\S+)?\s*$", re.IGNORECASE)
DISCLAIMER = re.compile(
    r"^(?:the views (?:and opinions )?expressed (?:in|here|by|are)\b.*|"
    r"(?:©|\(c\)|copyright)\s.*|all rights reserved.*)$",
    re.IGNORECASE,
)
#: A picture's caption ends in its credit, which mPDF sets in bold; or the line is nothing but a credit.
PHOTO_CREDIT = re.compile(
    r"^.*\*\*[^*]{2,80}\*\*\s*$"
    r"|^[^.!?]{0,60}\s/\s(?:AFP|AP|Reuters|TASS|EPA|Getty|dpa|Xinhua|RIA)\b[^.!?]{0,40}$"
    r"|^(?:photo|image|picture|foto|фото|ภาพ|ဓာတ်ပုံ|图片来源)(?:\s+(?:by|courtesy))?\s*[:：/].{0,120}$"
    r"|^\(?(?:AP|AFP|EPA|Reuters) photo\b.*$",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:by|автор|текст|作者|记者|โดย)[\s:：]+\S.{1,120}$", re.IGNORECASE)

#: A topic of an Invision board: above, between and below the posts.
TOPIC_MARKS = frozenset(
    {
        "jump to content", "recommended posts", "featured replies", "create an account or sign in to comment",
        "join the conversation", "recently browsing", "create new...", "reply to this topic", "sign in now",
        "no registered users viewing this page.", "go to topic listing", "existing user? sign in",
    }
)  # fmt: skip
POSTED = re.compile(r"^posted\b(?:\s*[·•:-]?\s*(?P<at>.{0,60}))?$", re.IGNORECASE)
POSTS_BEGIN = frozenset({"recommended posts", "featured replies"})
#: The first of these after a post's text ends it.
POST_ENDS = re.compile(
    r"^(?:[•*·]\s*)?(?:like|thanks?|haha|confused|sad|love it|heart|agree|informative|upvote|downvote|quote|"
    r"link to (?:comment|post)|share on other sites|more sharing options\.*|edited .{0,80} by .{0,60}|"
    r"multiquote|report)(?:\s+\d+)?$",
    re.IGNORECASE,
)
THREAD_ENDS = re.compile(
    r"^(?:create an account or sign in to comment|join the conversation|reply to this topic\.*|go to topic listing|"
    r"recently browsing\b.*|sign in now|create new\.\.\.)$",
    re.IGNORECASE,
)
TOPIC_CHROME = re.compile(
    r"^(?:jump to content|existing user\? sign in|sign (?:in|up)|all activity|home|forums?|followers?(?:\s+\d+)?|"
    r"share|reply|start new topic|browse|activity|unread content|search|by .{1,60}, .{1,60}|"
    r"\d+ (?:replies|views|posts?|members?)|page \d+ of \d+|next|prev|[×x]|[\W_]*)$",
    re.IGNORECASE,
)
