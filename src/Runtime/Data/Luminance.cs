namespace Kiln.Data;

/// <summary>The gray value of a colour.</summary>
public static class Luminance
{
    /// <summary>What each primary counts (ITU-R BT.601, as MATLAB's rgb2gray); together 1, so that gray stays what it is.</summary>
    private const float RedShare = 0.298936f, GreenShare = 0.587043f, BlueShare = 0.114021f;

    /// <summary>The gray value of a colour, in the units of its values.</summary>
    /// <param name="red">Its red.</param>
    /// <param name="green">Its green.</param>
    /// <param name="blue">Its blue.</param>
    public static float Of(float red, float green, float blue) => (RedShare * red) + (GreenShare * green) + (BlueShare * blue);
}
