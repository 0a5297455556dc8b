from editions.models import Edition
def home_page(edition: Edition) -> dict:
    return {"edition": edition}
