"""The add-ins, made from text on any system: the Excel add-in with its VBA project, and the Calc extension."""
