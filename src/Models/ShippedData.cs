namespace Kiln.Models;

/// <summary>The files of the repository's <c>data</c> folder, which the build copies beside the program.</summary>
internal static class ShippedData
{
    /// <summary>The letters that <c>train</c> uses unless told otherwise.</summary>
    public static string Letters { get; } = Beside("data/letters/openfonts.letters");

    /// <summary>What messages call <see cref="Weights"/>.</summary>
    public const string WeightsName = "data/characters.kiln";

    /// <summary>Weights trained with <c>train CharacterCnn --jitter</c>, which <c>read</c> uses unless told otherwise.</summary>
    public static string Weights { get; } = Beside(WeightsName);

    /// <summary>The font of the letters in figures, so that a machine without fonts draws the same pictures.</summary>
    public static string Font { get; } = Beside("data/lato/Lato-Regular.ttf");

    /// <summary>A file as the user named it or, where there is none, the shipped file of that name: <c>data/sentence.png</c> is found from
    /// any working directory.</summary>
    /// <param name="path">As typed.</param>
    /// <exception cref="UserErrorException">There is neither.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
            return path;

        string beside = Beside(path);
        return File.Exists(beside) ? beside : throw new UserErrorException($"there is no file '{path}'");
    }

    private static string Beside(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
