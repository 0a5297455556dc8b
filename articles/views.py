from django.http import Http404
def _todo(request, **kwargs):
    raise Http404
article_list = article_detail = category = topic = person = month = _todo
