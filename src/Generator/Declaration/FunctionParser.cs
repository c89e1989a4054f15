using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Declaration;

/// <summary>Reads a static method whose body is one expression as a function of numbers.</summary>
/// <param name="type">The class of the layers.</param>
internal sealed class FunctionParser(INamedTypeSymbol type)
{
    private const string Known = "use + - * /, comparisons with ?:, numbers and constants of the class, and MathF.Exp, Log, Tanh, Sqrt, Abs, Max and Min";

    private readonly Stack<string> open = new();

    /// <summary>What is wrong with the method, and how to mend it; the first mistake of the last call.</summary>
    private (string Reason, string Mend)? wrong;

    /// <summary>The function of a line; null where there is a problem, which is added.</summary>
    public FunctionDeclaration? Parse(string line, AttributeData attribute, ICollection<Problem> problems)
    {
        wrong = null;
        string name = attribute.ConstructorArguments[0].Value as string ?? "";
        string? slope = AttributeReader.Named<string?>(attribute, "Slope", null);
        FunctionDeclaration? function = Method(name) is { } method && Body(method) is { } body
            ? new FunctionDeclaration(name, new EquatableArray<string>(method.Parameters.Select(parameter => parameter.Name)), body)
            : null;
        if (function is null)
            return Report("Function", name);

        foreach (string parameter in function.Parameters.Where((_, index) => !Uses(function.Body, index)))
            wrong ??= ($"does not use its parameter {parameter}", "remove the parameter, or use it");

        int inputs = AttributeReader.Inputs(attribute).Count;
        if (inputs != function.Parameters.Count && !(inputs == 0 && function.Parameters.Count == 1))
            wrong ??= ($"has {MessageText.Count(function.Parameters.Count, "parameter")}, and {MessageText.Count(inputs, "layer")} {(inputs == 1 ? "is" : "are")} named", "name a layer for each parameter");

        if (wrong is not null)
            return Report("Function", name);

        if (slope is null)
            return function;

        if (function.Parameters.Count > 1)
            wrong = ($"states the slope of a function of {MessageText.Count(function.Parameters.Count, "parameter")}", "remove Slope: the derivatives follow from the function");

        Scalar? stated = wrong is null && Method(slope) is { } slopeMethod
            ? slopeMethod.Parameters.Length > 2 ? Refuse($"has {slopeMethod.Parameters.Length} parameters", "let it have x alone, or x and the value y of the function") : Body(slopeMethod)
            : null;
        return stated is null ? Report("Slope", slope) : function with { Slope = stated };

        FunctionDeclaration? Report(string argument, string method)
        {
            (string reason, string mend) = wrong!.Value;
            problems.Add(new Problem("KILN0125", line, argument, Identifiers.Escape(line), method, reason, mend));
            return null;
        }
    }

    private static bool Uses(Scalar scalar, int parameter) =>
        (scalar.Kind == ScalarKind.Parameter && scalar.Value == parameter) || scalar.Parts.Any(part => Uses(part, parameter));

    private Scalar? Refuse(string reason, string mend)
    {
        wrong ??= (reason, mend);
        return null;
    }

    private IMethodSymbol? Method(string name)
    {
        IMethodSymbol[] methods = [.. type.GetMembers(name).OfType<IMethodSymbol>()];
        if (methods is not [var method])
            return Wrong(methods.Length == 0 ? $"is no method of {Identifiers.Escape(type.Name)}" : "is several methods", $"write one in {Identifiers.Escape(type.Name)}, such as 'private static float Swish(float x) => x / (1 + MathF.Exp(-x));'");

        if (!method.IsStatic)
            return Wrong("is not static", "write static in front of it");

        if (method.ReturnType.SpecialType != SpecialType.System_Single || method.Parameters.Any(parameter => parameter.Type.SpecialType != SpecialType.System_Single))
            return Wrong("does not take and return floats alone", "use float for every parameter and the result");

        return method.Parameters.Length == 0 ? Wrong("has no parameter", "let it have one for each layer that it reads") : method;

        IMethodSymbol? Wrong(string reason, string mend)
        {
            Refuse(reason, mend);
            return null;
        }
    }

    /// <summary>What a method computes.</summary>
    private Scalar? Body(IMethodSymbol method)
    {
        if (open.Contains(method.Name))
            return Refuse("calls itself", "write it without");

        MethodDeclarationSyntax? syntax = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>().FirstOrDefault();
        ExpressionSyntax? body = syntax?.ExpressionBody?.Expression ?? (syntax?.Body?.Statements is [ReturnStatementSyntax { Expression: { } returned }] ? returned : null);
        if (body is null)
            return Refuse("is not one expression", "write it as 'static float Name(float x) => …;'");

        open.Push(method.Name);
        Scalar? read = Read(body, [.. method.Parameters.Select(parameter => parameter.Name)]);
        open.Pop();
        return read;
    }

    private Scalar? Read(ExpressionSyntax expression, string[] parameters)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Read(inner.Expression, parameters);
            case CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword } } cast:
                return Read(cast.Expression, parameters);
            case LiteralExpressionSyntax { Token.Value: IConvertible value and not (string or char or bool) }:
                return Constant(value);
            case IdentifierNameSyntax { Identifier.ValueText: var name } when Array.IndexOf(parameters, name) is >= 0 and var index:
                return new Scalar(ScalarKind.Parameter, index, default);
            case IdentifierNameSyntax { Identifier.ValueText: var name }
                when type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: IConvertible value and not (string or char or bool) } field
                    && AttributeReader.Find(field, AttributeNames.Size) is null:
                return Constant(value);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus:
                return Of(ScalarKind.Negate, parameters, minus.Operand);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Of(ScalarKind.Add, parameters, sum.Left, sum.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference:
                return Of(ScalarKind.Subtract, parameters, difference.Left, difference.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return Of(ScalarKind.Multiply, parameters, product.Left, product.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient:
                return Of(ScalarKind.Divide, parameters, quotient.Left, quotient.Right);
            case ConditionalExpressionSyntax { Condition: var condition } choice:
                return Choice(condition, choice.WhenTrue, choice.WhenFalse, parameters);
            case InvocationExpressionSyntax call:
                return Call(call, parameters);
            default:
                return Refuse($"has '{MessageText.OneLine(expression.ToString())}', which the compiler cannot read", Known);
        }
    }

    private static Scalar Constant(IConvertible value) => new(ScalarKind.Constant, value.ToDouble(CultureInfo.InvariantCulture), default);

    private Scalar? Of(ScalarKind kind, string[] parameters, params ExpressionSyntax[] parts)
    {
        List<Scalar> read = [];
        foreach (ExpressionSyntax part in parts)
        {
            if (Read(part, parameters) is not { } scalar)
                return null;

            read.Add(scalar);
        }

        return new Scalar(kind, [.. read]);
    }

    /// <summary>Every comparison as one by greater. They differ for what is not a number alone.</summary>
    private Scalar? Choice(ExpressionSyntax condition, ExpressionSyntax then, ExpressionSyntax otherwise, string[] parameters)
    {
        while (condition is ParenthesizedExpressionSyntax inner)
            condition = inner.Expression;

        return condition switch
        {
            BinaryExpressionSyntax { OperatorToken.Text: ">" } greater => Of(ScalarKind.WhereGreater, parameters, greater.Left, greater.Right, then, otherwise),
            BinaryExpressionSyntax { OperatorToken.Text: "<" } less => Of(ScalarKind.WhereGreater, parameters, less.Right, less.Left, then, otherwise),
            BinaryExpressionSyntax { OperatorToken.Text: ">=" } atLeast => Of(ScalarKind.WhereGreater, parameters, atLeast.Right, atLeast.Left, otherwise, then),
            BinaryExpressionSyntax { OperatorToken.Text: "<=" } atMost => Of(ScalarKind.WhereGreater, parameters, atMost.Left, atMost.Right, otherwise, then),
            _ => Refuse($"has '{MessageText.OneLine(condition.ToString())}', which the compiler cannot read", Known),
        };
    }

    private Scalar? Call(InvocationExpressionSyntax call, string[] parameters)
    {
        ExpressionSyntax[] arguments = [.. call.ArgumentList.Arguments.Where(argument => argument is { NameColon: null, RefKindKeyword.RawKind: 0 }).Select(argument => argument.Expression)];
        string? library = call.Expression is MemberAccessExpressionSyntax access && access.Expression.ToString() is "MathF" or "Math" or "System.MathF" or "System.Math"
            ? ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText
            : null;
        switch (library, arguments)
        {
            case ("Exp", [var x]):
                return Of(ScalarKind.Exp, parameters, x);
            case ("Log", [var x]):
                return Of(ScalarKind.Log, parameters, x);
            case ("Tanh", [var x]):
                return Of(ScalarKind.Tanh, parameters, x);
            case ("Sqrt", [var x]):
                return Of(ScalarKind.Sqrt, parameters, x);
            case ("Abs", [var x]):
                return Read(x, parameters) is { } of
                    ? new Scalar(ScalarKind.WhereGreater, of, new Scalar(ScalarKind.Constant, 0, default), of, new Scalar(ScalarKind.Negate, of))
                    : null;
            case ("Max", [var x, var y]):
                return Of(ScalarKind.WhereGreater, parameters, x, y, x, y);
            case ("Min", [var x, var y]):
                return Of(ScalarKind.WhereGreater, parameters, x, y, y, x);
        }

        // Another function of the class, with its arguments in place of its parameters.
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && arguments.Length == call.ArgumentList.Arguments.Count && !type.GetMembers(name).IsEmpty)
        {
            if (Method(name) is not { } method || Body(method) is not { } body)
                return null;

            Scalar?[] given = [.. arguments.Select(argument => Read(argument, parameters))];
            return given.Length == method.Parameters.Length && given.All(scalar => scalar is not null) ? Replace(body, given!) : null;
        }

        return Refuse($"calls '{MessageText.OneLine(call.Expression.ToString())}', which the compiler does not know", Known);
    }

    private static Scalar Replace(Scalar body, Scalar[] arguments) => body.Kind == ScalarKind.Parameter
        ? arguments[(int)body.Value]
        : body with { Parts = new EquatableArray<Scalar>(body.Parts.Select(part => Replace(part, arguments))) };
}
