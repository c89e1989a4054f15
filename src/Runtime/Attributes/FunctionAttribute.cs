namespace Kiln;

/// <summary>A function of your own, element by element, of one map or of several of one shape.</summary>
/// <remarks>
/// The function is a static method of the class that declares the layer, of floats, whose body is one expression of its parameters: <c>+ - * /</c>, comparisons with
/// <c>?:</c>, numbers and constants, <c>MathF.Exp</c>, <c>Log</c> (of positive normal numbers), <c>Tanh</c>, <c>Sqrt</c>, <c>Abs</c>, <c>Max</c>, <c>Min</c>, and other such methods of
/// the class. The compiler reads it: it fuses with its neighbours, and its derivative follows by the rules of calculus; a comparison has slope 0 of its own.
/// </remarks>
/// <param name="function">The method, as <c>nameof(Swish)</c>.</param>
/// <param name="inputs">One layer for each parameter, each as <c>nameof(Layer)</c>; none for a function of one parameter, which reads the line above or <c>From</c>.</param>
/// <example><code>private static float Swish(float x) => x / (1 + MathF.Exp(-x));
///
/// [Function(nameof(Swish))] public partial Layer Swish1 { get; }</code></example>
public sealed class FunctionAttribute(string function, params string[] inputs) : LayerAttribute
{
    /// <summary>The method.</summary>
    public string Function { get; } = function;

    /// <summary>The layers that it reads.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>A method that states the derivative of a function of one parameter, as <c>nameof(SwishSlope)</c>: of x, or of x and the function's value y. Without it the
    /// derivative follows from the function.</summary>
    public string? Slope { get; set; }
}
