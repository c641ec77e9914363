"""Pages of the campaign owner: questionnaires and waves."""
