namespace Kiln.Report;

/// <summary>Where a section stands in its chapter, whenever it was added.</summary>
public enum SectionPlace
{
    /// <summary>The numbers that matter most.</summary>
    Results,

    /// <summary>Pictures that the run is about.</summary>
    Figures,

    /// <summary>What the run printed.</summary>
    Text,

    /// <summary>Loss and errors by epoch.</summary>
    Curves,

    /// <summary>Which classes are taken for which.</summary>
    Confusion,

    /// <summary>The images that were misjudged most.</summary>
    Mistakes,

    /// <summary>What the weights do with something they were not trained on.</summary>
    Trial,

    /// <summary>The first filters.</summary>
    Filters,

    /// <summary>The drawing of the network.</summary>
    Network,

    /// <summary>The table of layers.</summary>
    Layers,

    /// <summary>Where the time goes.</summary>
    Timings,

    /// <summary>The command and its options.</summary>
    Run,

    /// <summary>The machine.</summary>
    Machine,
}

/// <summary>A part of a chapter under a heading of its own. It never changes once it is on a page, since the page may be written by another thread: a newer one takes its place.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Title">Its heading, and its name in the list of contents.</param>
public abstract record ReportSection(SectionPlace Place, string Title)
{
    /// <summary>Its name in addresses; of sections with one name, a chapter has the newest.</summary>
    public string Id { get; init; } = Place.ToString().ToLowerInvariant();

    /// <summary>Writes what stands below the heading.</summary>
    /// <param name="html">Gets it.</param>
    /// <param name="id">The section's name in this page: elements in it that need a name begin with it.</param>
    public abstract void Write(HtmlWriter html, string id);
}
