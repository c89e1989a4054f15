using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Tests.Lowering.Expressions;

/// <summary>The functions that emitted code has as methods of its own, against those of .NET in double precision.</summary>
public class FunctionTests
{
    private const double Tolerance = 3e-7;

    private const float SmallestNormal = 1.17549435e-38f;

    public static TheoryData<string> Names => new(All.Keys);

    private static Dictionary<string, Function> All { get; } =
        new[] { Function.Exp, Function.Log, Function.Tanh, Function.Sigmoid }.ToDictionary(function => function.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void TheDefinitionIsTheFunctionToTheLastPlaces(string name)
    {
        Function function = All[name];
        Func<double, double> exact = Evaluation.Function(function);
        foreach (float x in Arguments(positive: name == "Log"))
        {
            double expected = exact(x), actual = Evaluation.InFloat(function.Definition, x);
            if (Math.Abs(expected) > float.MaxValue)
                Assert.True(double.IsPositiveInfinity(actual) || Math.Abs(actual / expected - 1) < Tolerance, $"{name}({x:R}) = {actual:R}");
            else if (Math.Abs(expected) < SmallestNormal)
                Assert.True(Math.Abs(actual - expected) <= Slack(name), $"{name}({x:R}) = {actual:R}, but is {expected:R}");
            else
                Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{name}({x:R}) = {actual:R}, but is {expected:R}");
        }
    }

    [Theory]
    [InlineData("Exp", float.NegativeInfinity, 0)]
    [InlineData("Exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", float.NaN, float.NaN)]
    [InlineData("Log", 1, 0)]
    [InlineData("Tanh", float.NegativeInfinity, -1)]
    [InlineData("Tanh", float.PositiveInfinity, 1)]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", float.NaN, float.NaN)]
    [InlineData("Sigmoid", float.NegativeInfinity, 0)]
    [InlineData("Sigmoid", float.PositiveInfinity, 1)]
    [InlineData("Sigmoid", 0, 0.5f)]
    [InlineData("Sigmoid", float.NaN, float.NaN)]
    public void EndsAreExact(string name, float x, float expected) => Assert.Equal(expected, Evaluation.InFloat(All[name].Definition, x));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheStatedSlopeIsThatOfTheFunction(string name)
    {
        Function function = All[name];
        Func<double, double> exact = Evaluation.Function(function);
        for (double x = name == "Log" ? 0.01 : -8; x < 8; x += 0.0625)
        {
            const double Step = 1e-6;
            double difference = (exact(x + Step) - exact(x - Step)) / (2 * Step);
            Assert.Equal(difference, Evaluation.Exactly(function.Slope(new Operand(0), new Operand(1)), x, exact(x)), 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    /// <summary>What may be lost where float ends: a unit of the smallest numbers, but for the logistic function all of them, as its divisor overflows.</summary>
    private static double Slack(string name) => name == "Sigmoid" ? SmallestNormal : float.Epsilon;

    /// <summary>Numbers of every exponent and both signs, the range in which the functions bend finely, and the last numbers before the ends.</summary>
    private static IEnumerable<float> Arguments(bool positive)
    {
        for (float x = -110; x < 110; x += 0.0137f)
        {
            if (!positive || x > 0)
                yield return x;
        }

        for (int exponent = -126; exponent <= 127; exponent++)
        {
            for (int part = 0; part < 64; part++)
            {
                float x = MathF.ScaleB(1 + (part / 64f), exponent);
                yield return x;
                if (!positive)
                    yield return -x;
            }
        }

        foreach (float end in new[] { 88.72283f, 0.625f, 1.4142135f, 0.70710677f, 1, float.MaxValue, SmallestNormal })
        {
            foreach (float x in new[] { MathF.BitDecrement(end), end, MathF.BitIncrement(end) })
            {
                if (float.IsNormal(x))
                    yield return x;
            }
        }
    }
}
