using Kiln.Models.Figures;
using Kiln.Report;
using Kiln.Report.Sections;
using SkiaSharp;

namespace Kiln.Models.Report;

/// <summary>The figures of a part of the practical: saved in its folder, and shown on its page.</summary>
/// <param name="page">The page.</param>
/// <param name="folder">The folder.</param>
internal sealed class PracticalReport(ReportPage page, string folder)
{
    private readonly List<ReportFigure> figures = [];

    /// <summary>Saves a figure and shows it.</summary>
    /// <param name="bitmap">The figure, which is disposed.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="isWide">Whether it has panels side by side, which need the width of the page.</param>
    /// <param name="link">A file in the folder that belongs to it, and what the link to it says; null for none.</param>
    public void Save(SKBitmap bitmap, string name, string caption, bool isWide = false, (string FileName, string Text)? link = null)
    {
        page.Begin();
        string path = Path.Combine(folder, name);
        using (bitmap)
            Picture.Save(bitmap, path);
        figures.Add(new ReportFigure(File.ReadAllBytes(path), caption) { IsWide = isWide, Link = link });
        page.Chapter().Set(new FiguresSection(SectionPlace.Figures, "Figures", [.. figures]));
    }
}
