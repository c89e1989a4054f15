namespace Kiln.Models;

/// <summary>The files of the repository's <c>data</c> folder, which the build copies beside the program.</summary>
internal static class ShippedData
{
    /// <summary>The letters that <c>train</c> uses unless told otherwise.</summary>
    public static string Letters { get; } = Beside("data/letters/openfonts.letters");

    /// <summary>What messages call <see cref="LineWeights"/>.</summary>
    public const string LineWeightsName = "data/lines.kiln";

    /// <summary>Weights trained with <c>train LineCnn</c>, which <c>read</c> uses unless told otherwise.</summary>
    public static string LineWeights { get; } = Beside(LineWeightsName);

    /// <summary>Weights trained with <c>train CharacterCnn --jitter</c>.</summary>
    public static string CharacterWeights { get; } = Beside("data/characters.kiln");

    /// <summary>The folder of the lines that <c>evaluate</c> reads, drawn with fonts of which no training knows.</summary>
    public static string Lines { get; } = Beside("data/lines");

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
