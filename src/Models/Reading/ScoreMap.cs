namespace Kiln.Models.Reading;

/// <summary>What a network says about a line of text: for every place a score for every letter.</summary>
/// <remarks>The score map of a line one receptive field high has one row. Column j looks at the pixels around <c>FirstCentre + Stride · j</c>.</remarks>
internal sealed class ScoreMap
{
    private readonly float[] scores;

    /// <summary>A map.</summary>
    /// <param name="scores">Columns × classes, classes innermost.</param>
    /// <param name="classes">The letters' names, one a class.</param>
    /// <param name="firstCentre">The pixel in the middle of what the first column looks at.</param>
    /// <param name="stride">Pixels from one column to the next.</param>
    public ScoreMap(ReadOnlySpan<float> scores, string classes, int firstCentre, int stride)
    {
        if (scores.Length % classes.Length != 0)
            throw new ArgumentException($"{scores.Length} scores are no whole number of columns of {classes.Length}", nameof(scores));

        this.scores = scores.ToArray();
        Classes = classes;
        FirstCentre = firstCentre;
        Stride = stride;
    }

    /// <summary>The letters' names, one a class.</summary>
    public string Classes { get; }

    /// <summary>The pixel in the middle of what the first column looks at.</summary>
    public int FirstCentre { get; }

    /// <summary>Pixels from one column to the next.</summary>
    public int Stride { get; }

    /// <summary>How many columns there are.</summary>
    public int Columns => scores.Length / Classes.Length;

    /// <summary>The highest score of every column, as a letter: the whole answer of the network, one letter a column.</summary>
    public string BestLetters => string.Concat(Enumerable.Range(0, Columns).Select(column => Best(column).Letter));

    /// <summary>The scores of one column.</summary>
    /// <param name="column">From the left.</param>
    public ReadOnlySpan<float> Column(int column) => scores.AsSpan(column * Classes.Length, Classes.Length);

    /// <summary>The pixel in the middle of what a column looks at.</summary>
    /// <param name="column">From the left.</param>
    public int Centre(int column) => FirstCentre + (Stride * column);

    /// <summary>The letter with the highest score of a column, and its share of the softmax.</summary>
    /// <param name="column">From the left.</param>
    public (char Letter, double Probability) Best(int column)
    {
        ReadOnlySpan<float> values = Column(column);
        int best = 0;
        for (int letter = 1; letter < values.Length; letter++)
            best = values[letter] > values[best] ? letter : best;

        double sum = 0;
        foreach (float score in values)
            sum += Math.Exp(score - values[best]);
        return (Classes[best], 1 / sum);
    }
}
