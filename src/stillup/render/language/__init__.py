"""The words of a language: catalogues of phrases, and dates, numbers and lists as CLDR has them."""
