package io.nextval.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option that asks for a password, and takes none: what is behind it is not repeated. */
final class AsksOnly implements ITypeConverter<Boolean> {
    /** An option without a value comes here too, as true or false. */
    @Override
    public Boolean convert(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        throw new TypeConversionException(
                "it takes no value, for others could see it; it asks for the password");
    }
}
