"""The languages of the page: chosen by the reader, kept in catalogues."""
