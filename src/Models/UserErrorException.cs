namespace Kiln.Models;

/// <summary>Something the user can mend: a missing file, a damaged one, a value out of range. Shown as one line, without a stack trace.</summary>
/// <param name="message">What is wrong and what was expected.</param>
internal sealed class UserErrorException(string message) : Exception(message);
