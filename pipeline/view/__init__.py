"""A static site to look at records: an index, and for each article its pages beside its text.

Opens from disk: no server, no network, nothing from elsewhere. ``pipeline.view.site.write_site`` writes it.
"""
