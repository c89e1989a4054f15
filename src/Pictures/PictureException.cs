namespace Kiln.Pictures;

/// <summary>A picture file, or a folder of them, that cannot be read; the message is one line that names it and says how to mend it.</summary>
/// <param name="message">What is wrong and what was expected.</param>
public sealed class PictureException(string message) : Exception(message);
