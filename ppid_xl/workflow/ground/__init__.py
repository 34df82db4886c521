"""What every act stands on: the knowledge of one run, lines of tblLangkah, the state of an informasi."""
