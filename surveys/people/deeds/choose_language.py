"""Choose one's own language; the roster no longer changes it."""

from django.conf import settings

from ..models import Employee


def choose_language(*, employee: Employee, language: str) -> bool:
    """Whether it is the employee's own now: "" for what the browser says, or a code of settings.LANGUAGES."""
    if language and language not in dict(settings.LANGUAGES):
        return False
    return Employee.objects.filter(id=employee.id, is_active=True).update(language=language, chose_language=True) == 1
