"""Configuration of servers in front, printed for one installation by `manage.py proxy_config`."""
