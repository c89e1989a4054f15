using SkiaSharp;

namespace Kiln.Models.Figures;

/// <summary>What the figures drawn by hand share: a font that is there on every machine, and saving.</summary>
internal static class Picture
{
    /// <summary>What plots call it.</summary>
    public const string PlotFont = "Lato";

    /// <summary>The shipped Lato in a size.</summary>
    /// <param name="size">Pixels an em.</param>
    public static SKFont Font(float size) => new(SKTypeface.FromFile(ShippedData.Font), size);

    /// <summary>Lets plots have the same font.</summary>
    public static void UsePlotFont()
    {
        if (ScottPlot.Fonts.Default == PlotFont)
            return;

        ScottPlot.Fonts.AddFontFile(PlotFont, ShippedData.Font);
        ScottPlot.Fonts.Default = PlotFont;
    }

    /// <summary>Saves a bitmap as PNG.</summary>
    /// <param name="bitmap">The picture.</param>
    /// <param name="path">Where to; the folder is made if missing.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Save(SKBitmap bitmap, string path)
    {
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        Save(data.ToArray(), path);
    }

    /// <summary>Saves a file of a picture.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="path">Where to; the folder is made if missing.</param>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Save(byte[] file, string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"the picture '{path}' cannot be written: {e.Message}");
        }
    }
}
