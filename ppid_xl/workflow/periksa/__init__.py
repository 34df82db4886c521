"""From rows to findings and back into the workbook."""
