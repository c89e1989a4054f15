namespace Kiln;

/// <summary>One array of a <see cref="ParameterSet"/>.</summary>
public sealed class Parameter
{
    private readonly ParameterSet owner;

    internal Parameter(ParameterSet owner, ParameterDescription description)
    {
        this.owner = owner;
        Description = description;
        LearningRateScale = (float)description.LearningRateScale;
        WeightDecayScale = (float)description.WeightDecayScale;
    }

    /// <summary>Name, extents and place.</summary>
    public ParameterDescription Description { get; }

    /// <summary>Multiplies the optimizer's learning rate; 0 freezes the array. For an array that averages
    /// (<see cref="ParameterUpdate.Average"/>) it is the rate itself, from 0 to 1.</summary>
    public float LearningRateScale { get; set; }

    /// <summary>Multiplies the optimizer's weight decay.</summary>
    public float WeightDecayScale { get; set; }

    /// <summary>What <see cref="ParameterSet.Version"/> became when a value of this array last changed; 0 if none ever did.</summary>
    public long Version { get; internal set; }

    /// <summary>The values, innermost dimension last.</summary>
    public ReadOnlySpan<float> Values => owner.Values.Slice(Description.Offset, Description.Length);

    /// <summary>The values for writing. The array counts as changed from here on, and the others of its set do not; networks on the set see the change
    /// the next time they run. Ask again for every change: what is written to a span from before a run may go unseen.</summary>
    public Span<float> Edit()
    {
        owner.Touch(this);
        return owner.Arena.Slice(Description.Offset, Description.Length);
    }

    /// <summary>Replaces the values.</summary>
    /// <param name="values">As many as the array has.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        Require.Length(values.Length, Description.Length, $"{Description.Name} ({string.Join("×", Description.Dimensions)})", nameof(values));
        values.CopyTo(Edit());
    }
}
