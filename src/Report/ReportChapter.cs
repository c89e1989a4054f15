namespace Kiln.Report;

/// <summary>Sections that belong together: all of a page, or one of several trainings. To be used by any thread.</summary>
public sealed class ReportChapter
{
    private readonly Lock guard = new();
    private readonly List<PlacedSection> sections = [];
    private readonly Action changed;

    internal ReportChapter(string id, string title, Action changed) => (Id, Title, this.changed) = (id, title, changed);

    /// <summary>Its name in addresses; empty for the chapter without a heading.</summary>
    public string Id { get; }

    /// <summary>Its heading; empty for none.</summary>
    public string Title { get; }

    /// <summary>The sections in the order in which they stand.</summary>
    internal IReadOnlyList<PlacedSection> Sections
    {
        get
        {
            lock (guard)
                return [.. sections.OrderBy(placed => placed.Section.Place)];
        }
    }

    /// <summary>Adds a section, or puts it in the place of the one with its name.</summary>
    /// <param name="section">The section.</param>
    public void Set(ReportSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        PlacedSection placed = new(section, this);
        lock (guard)
        {
            int index = sections.FindIndex(other => other.Id == placed.Id);
            if (index < 0)
                sections.Add(placed);
            else
                sections[index] = placed;
        }

        changed();
    }
}
