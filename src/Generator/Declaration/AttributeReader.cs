using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Support;
using Microsoft.CodeAnalysis;
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
        return attribute.AttributeClass is null or IErrorTypeSymbol || written != attribute.NamedArguments.Length;
    }

    public static AttributeSyntax? Syntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    /// <summary>The numbers and booleans among the arguments, by parameter or property name.</summary>
    public static EquatableArray<Argument> Numbers(AttributeData attribute)
    {
        List<Argument> numbers = [];
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
            AddNumber(PropertyName(attribute.AttributeConstructor!.Parameters[i]), attribute.ConstructorArguments[i]);

        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (named.Key != "Keep")
                AddNumber(named.Key, named.Value);
        }

        return new EquatableArray<Argument>(numbers);

        void AddNumber(string name, TypedConstant constant)
        {
            if (constant is { Kind: TypedConstantKind.Primitive, Value: IConvertible value and not string and not char })
                numbers.Add(new Argument(name, value.ToDouble(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The names in a list of inputs.</summary>
    public static EquatableArray<string> Inputs(AttributeData attribute) => new(
        attribute.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull)
            .SelectMany(argument => argument.Values).Select(value => value.Value as string ?? ""));

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


    private static bool IsWrong(TypedConstant constant) => constant.Kind == TypedConstantKind.Error;
}
