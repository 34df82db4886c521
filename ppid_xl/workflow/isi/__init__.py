"""How rows come in: a new workbook, lists, forms, what units send back."""
