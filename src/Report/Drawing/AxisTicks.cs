namespace Kiln.Report.Drawing;

/// <summary>Round numbers along an axis.</summary>
internal static class AxisTicks
{
    /// <summary>The step of 1, 2 or 5 times a power of ten that divides a range into at most so many parts.</summary>
    /// <param name="range">Above 0.</param>
    /// <param name="most">How many parts at most.</param>
    public static double Step(double range, int most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(range / most)));
        return power * new[] { 1.0, 2, 5, 10 }.First(factor => factor * power * most >= range * 0.999999);
    }

    /// <summary>Digits after the point that tell multiples of a step apart.</summary>
    public static int Digits(double step) => (int)Math.Max(0, -Math.Floor(Math.Log10(step) + 1e-9));
}
