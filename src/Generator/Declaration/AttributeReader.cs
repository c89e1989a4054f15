using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kiln.Generator.Declaration;

/// <summary>Finds and reads the runtime's attributes on symbols.</summary>
internal static class AttributeReader
{
    /// <summary>The first attribute of a class, generic ones by their definition; null if there is none.</summary>
    public static AttributeData? Find(ISymbol symbol, string fullName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && IsNamed(type, fullName));

    /// <summary>Whether the attribute declares a layer.</summary>
    public static bool IsLayer(AttributeData attribute) => DerivesFrom(attribute.AttributeClass, AttributeNames.Layer);

    /// <summary>Whether it is one of Kiln's own, so that C# knows where and how often it may stand.</summary>
    public static bool IsKnownLayer(AttributeData attribute) =>
        IsLayer(attribute) && attribute.AttributeClass!.ContainingNamespace.ToDisplayString() == AttributeNames.Namespace;

    /// <summary>Whether it is a use of a block.</summary>
    public static bool IsUse(AttributeData attribute) => attribute.AttributeClass is { } type && IsNamed(type, AttributeNames.Use);

    /// <summary>Whether a type is, or derives from, the named one.</summary>
    public static bool DerivesFrom(INamedTypeSymbol? type, string fullName)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (IsNamed(type, fullName))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type has this full name, in the form of metadata.</summary>
    public static bool IsNamed(INamedTypeSymbol type, string fullName) =>
        type.ContainingType is null && fullName == (type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName);

    /// <summary>Whether C# rejects the attribute as written, so that its values are not what the user meant.</summary>
    public static bool IsMalformed(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(IsWrong) || attribute.NamedArguments.Any(named => IsWrong(named.Value)))
            return true;

        // An unknown or repeated name is dropped from the values.
        int written = Syntax(attribute)?.ArgumentList?.Arguments.Count(argument => argument.NameEquals is not null) ?? 0;
        return attribute.AttributeClass is null or IErrorTypeSymbol || attribute.AttributeClass.TypeArguments.Any(type => type.TypeKind == TypeKind.Error) || written != attribute.NamedArguments.Length;
    }

    public static AttributeSyntax? Syntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>Every argument that was given, by parameter or property name, but for those that every layer has and for the inputs.</summary>
    public static EquatableArray<Argument> Arguments(AttributeData attribute) => new(
        Positional(attribute).Where(argument => !IsInputs(argument.Parameter) && !IsMethod(attribute, argument.Parameter.Name)).SelectMany(argument => Read(attribute, PropertyName(argument.Parameter), argument.Value))
            .Concat(attribute.NamedArguments.Where(named => !AttributeNames.Common.Contains(named.Key) && !IsMethod(attribute, named.Key)).Select(named => Read(named.Key, named.Value))));

    /// <summary>The layers that the attribute names as its inputs.</summary>
    public static EquatableArray<string> Inputs(AttributeData attribute) =>
        new(Positional(attribute).Where(argument => IsInputs(argument.Parameter)).SelectMany(argument => Texts(argument.Value)));

    /// <summary>One named argument, or what it is unless given.</summary>
    public static T Named<T>(AttributeData attribute, string name, T unlessGiven)
    {
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (named.Key == name && named.Value.Value is T value)
                return value;
        }

        return unlessGiven;
    }

    /// <summary>A constructor's parameter under the name of the property that it sets: <c>height</c> is <c>Height</c>.</summary>
    public static string PropertyName(IParameterSymbol parameter) => char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1);

    /// <summary>The written argument of a name: a parameter or property, or one of a list, <c>Inputs[1]</c>.</summary>
    public static AttributeArgumentSyntax? Argument(AttributeData attribute, string name)
    {
        if (Syntax(attribute)?.ArgumentList is not { } list || attribute.AttributeConstructor is not { } constructor)
            return null;

        AttributeArgumentSyntax? whole = null;
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            if (argument.NameEquals is { } equals)
            {
                if (equals.Name.Identifier.ValueText == name)
                    return argument;
            }
            else
            {
                // Positional, or by the parameter's name in any order.
                IParameterSymbol? parameter = argument.NameColon is { } colon
                    ? constructor.Parameters.FirstOrDefault(candidate => candidate.Name == colon.Name.Identifier.ValueText)
                    : constructor.Parameters.ElementAtOrDefault(Math.Min(i, constructor.Parameters.Length - 1));
                if (parameter is null)
                    continue;

                string property = PropertyName(parameter);
                if (name == property || name == FormattableString.Invariant($"{property}[{i - parameter.Ordinal}]"))
                    return argument;

                // The list may be written as one array.
                if (name.StartsWith(property + "[", StringComparison.Ordinal))
                    whole ??= argument;
            }
        }

        return whole;
    }

    private static IEnumerable<(IParameterSymbol Parameter, TypedConstant Value)> Positional(AttributeData attribute) =>
        attribute.ConstructorArguments.Select((value, index) => (attribute.AttributeConstructor!.Parameters[index], value));

    private static bool IsInputs(IParameterSymbol parameter) =>
        parameter is { Name: "inputs", Type: IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_String } };

    /// <summary>Whether a parameter or property names a method, which is read by itself.</summary>
    private static bool IsMethod(AttributeData attribute, string name) => name is "function" or "Slope" && IsNamed(attribute.AttributeClass!, AttributeNames.Function);

    /// <summary>A positional argument, or each of the sizes that a use of a block gives: <c>Sizes[1]</c>.</summary>
    private static IEnumerable<Argument> Read(AttributeData attribute, string name, TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Array, IsNull: false } && IsUse(attribute)
            ? constant.Values.Select((value, index) => Read(FormattableString.Invariant($"{name}[{index}]"), value))
            : [Read(name, constant)];

    /// <summary>An argument of any kind. Nothing is dropped: what reads the arguments can then refuse what it does not know.</summary>
    private static Argument Read(string name, TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: IConvertible value and not string and not char }
            ? new Argument(name, value.ToDouble(CultureInfo.InvariantCulture))
            : new Argument(name, 0, constant.Type?.ToDisplayString() ?? "", new EquatableArray<string>(Texts(constant)));

    private static IEnumerable<string> Texts(TypedConstant constant) => constant switch
    {
        { IsNull: true } => [],
        { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } } => constant.Values.Select(text => text.Value as string ?? ""),
        { Kind: TypedConstantKind.Primitive, Value: string text } => [text],
        _ => [constant.ToCSharpString()],
    };

    private static bool IsWrong(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Error || (constant is { Kind: TypedConstantKind.Array, IsNull: false } && constant.Values.Any(IsWrong));
}
